import { rowOf } from './models.ts';
import { type ServerKind, serverRow } from './servers.ts';

/** What models are asked for. */
export type Task =
  | 'completion'
  | 'explain'
  | 'document'
  | 'tests'
  | 'boilerplate'
  | 'translate'
  | 'fix'
  | 'refactor'
  | 'review'
  | 'concurrency'
  | 'security';

/** Can a model at a host hold a conversation, by what the tables know? @param found the kind of server that detection found. */
export function canTalk(model: string, host: string, found?: ServerKind): boolean {
  return rowOf(model)?.chat !== false && serverRow(host, found).chat !== 'none';
}

/** The roles that the user gives models to. */
export type Role = 'completion' | 'fast' | 'strong';

/** Who does what: speed where a glance tells whether it is right, strength where a fault would stay hidden. */
export const ROLES: Readonly<Record<Task, Role>> = {
  completion: 'completion',
  explain: 'fast',
  document: 'fast',
  tests: 'fast',
  boilerplate: 'fast',
  translate: 'fast',
  fix: 'strong',
  refactor: 'strong',
  review: 'strong',
  concurrency: 'strong',
  security: 'strong',
};

/** Whom to ask where a role has no model of its own, in this order. Ghost text is never given to a model that was chosen for commands: it asks often. */
const INSTEAD: Readonly<Record<Role, readonly Role[]>> = {
  completion: ['completion'],
  fast: ['fast', 'strong', 'completion'],
  strong: ['strong', 'fast', 'completion'],
};

/** A role, or a role in one language: `strong:rust`. */
export type RoleName = Role | `${Role}:${string}`;

/** Is it the name of a role, with or without a language id? */
export function isRoleName(name: string): name is RoleName {
  return /^(completion|fast|strong)(:[\w.+#-]+)?$/.test(name);
}

/** The models of the user's, by role; and, where one is better in a language, by role and language. */
export type Models<Choice> = Readonly<Partial<Record<RoleName, Choice>>>;

/**
 * The model for a task in a language: the language's own before the role's, then those that stand in for it.
 *
 * @param can tells whether a model can do the task at all: one that only fills holes can't explain.
 */
export function routeOf<Choice>(
  task: Task,
  languageId: string,
  models: Models<Choice>,
  can: (choice: Choice) => boolean = () => true,
): Choice | undefined {
  const name = standInFor(ROLES[task], languageId, models, can);
  return name && models[name];
}

/**
 * Whose model does a role's work: its own name, or that of the role that stands in.
 *
 *     fast, with { strong: X }   ⇒   strong
 */
export function standInFor<Choice>(
  role: Role,
  languageId: string | undefined,
  models: Models<Choice>,
  can: (choice: Choice) => boolean = () => true,
): RoleName | undefined {
  return chosenNames(role, languageId, models, can)[0];
}

/**
 * Whom to ask where a command's model is away, in this order: of the others, those that the user chose for commands. One that was chosen for ghost text alone does the work where
 * there is no other, and stands in for none.
 *
 *     explain, with { fast: X, strong: Y, completion: Z }   ⇒   Y
 */
export function standInsFor<Choice>(
  task: Task,
  languageId: string,
  models: Models<Choice>,
  can: (choice: Choice) => boolean = () => true,
): readonly Choice[] {
  const isForCommands = (name: RoleName): boolean => !/^completion\b/.test(name);
  const [first, ...others] = chosenNames(ROLES[task], languageId, models, can);
  if (first === undefined || !isForCommands(first)) return [];
  return others.filter(isForCommands).flatMap(name => models[name] ?? []);
}

/** The names of roles whose models can do a role's work, the one that does it first. */
function chosenNames<Choice>(
  role: Role,
  languageId: string | undefined,
  models: Models<Choice>,
  can: (choice: Choice) => boolean,
): readonly RoleName[] {
  const names = INSTEAD[role].flatMap((instead): readonly RoleName[] =>
    languageId === undefined ? [instead] : [`${instead}:${languageId}`, instead],
  );
  return names.filter(name => {
    const choice = models[name];
    return choice !== undefined && can(choice);
  });
}
