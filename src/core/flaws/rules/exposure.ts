import { C, CS, GO, JAVA, JS, PHP, PY, RUBY, RUST, type Rule, SHELL } from '../rule.ts';

/** Doors that are left open: debugging, other sites, files, memory. */
export const EXPOSURE: readonly Rule[] = [
  {
    id: 'debugging-on',
    cwe: 489,
    severity: 'medium',
    confidence: 'high',
    says: 'Debugging shows the inside of the program to whoever calls it.',
    remedy: 'Turn it on by the environment, and only on your own machine.',
    patterns: [
      { in: PY, finds: /(\.run\([^()\n]*\bdebug\s*=\s*)True/g, becomes: '$1False' },
      { in: PY, finds: /^(DEBUG\s*=\s*)True\b/gm, becomes: '$1False' },
      {
        in: PHP,
        finds: /\b(ini_set\(\s*["']display_errors["']\s*,\s*)(?:["']?(?:1|on)["']?|true)/gi,
        becomes: "$1'0'",
      },
    ],
  },
  {
    id: 'error-shown-to-callers',
    cwe: 209,
    severity: 'low',
    confidence: 'high',
    says: 'The stack goes to the caller, and tells how the program is built.',
    remedy: 'Log it, and answer with a plain sentence.',
    patterns: [
      {
        in: JS,
        finds: /\bres(?:\.status\(\d+\))?\.(?:send|json|end)\([^;\n]*\b(?:err|error|e)\.stack\b/g,
      },
      { in: PY, finds: /\breturn\b[^\n]*\btraceback\.format_exc\(\)/g },
      { in: JAVA, finds: /\bprintStackTrace\(\s*(?:response|resp|res)\.getWriter\(\)/g },
    ],
  },
  {
    id: 'any-site-may-call',
    cwe: 942,
    severity: 'medium',
    confidence: 'medium',
    says: 'Every site may call this one, with the cookies of its visitors.',
    remedy: 'Name the sites that may.',
    patterns: [
      {
        in: JS,
        finds:
          /\borigin\s*:\s*(?:true|["'`]\*["'`])(?=[^{}]*\bcredentials\s*:\s*true)|\bcredentials\s*:\s*true(?=[^{}]*\borigin\s*:\s*(?:true|["'`]\*["'`]))/g,
      },
      {
        in: JS,
        finds: /["'`]Access-Control-Allow-Origin["'`]\s*,\s*(?:req|request)\.headers\.origin/gi,
      },
      {
        in: PY,
        finds: /\ballow_origins\s*=\s*\[\s*["']\*["']\s*\](?=[^()]*allow_credentials\s*=\s*True)/g,
      },
      { in: PY, finds: /^CORS_(?:ORIGIN_)?ALLOW_ALL(?:_ORIGINS)?\s*=\s*True/gm },
      { in: JAVA, finds: /@CrossOrigin\(\s*(?:origins\s*=\s*)?"\*"/g },
    ],
  },
  {
    id: 'forged-requests-accepted',
    cwe: 352,
    severity: 'medium',
    confidence: 'high',
    says: 'The guard against requests that another site makes in the name of a user is off.',
    remedy: 'Leave the guard on, or ask for a token that only your own pages have.',
    patterns: [
      { in: PY, finds: /^\s*@csrf_exempt\b/gm },
      { in: PY, finds: /\b(WTF_CSRF_ENABLED\s*=\s*)False/g, becomes: '$1True' },
      {
        in: JAVA,
        finds:
          /\bcsrf\(\)\s*\.disable\(\)|\bcsrf\(\s*(?:AbstractHttpConfigurer::disable|(\w+)\s*->\s*\1\.disable\(\))/g,
      },
      { in: RUBY, finds: /\bskip_before_action\s+:verify_authenticity_token/g },
      { in: CS, finds: /\[IgnoreAntiforgeryToken\]/g },
    ],
  },
  {
    id: 'message-to-any-site',
    cwe: 346,
    severity: 'medium',
    confidence: 'medium',
    says: 'The message goes to whatever site is open in that window.',
    remedy: 'Name the origin that it is for.',
    patterns: [{ in: JS, finds: /\.postMessage\([^;\n]+,\s*["'`]\*["'`]\s*\)/g }],
  },
  {
    id: 'open-to-everybody',
    cwe: 732,
    severity: 'high',
    confidence: 'high',
    says: 'Everybody on this machine may change the file.',
    remedy: 'Give rights to the owner only.',
    patterns: [
      {
        in: [...JS, ...PY],
        finds: /\b((?:chmod(?:Sync)?|makedirs|mkdir(?:Sync)?)\([^()\n]*,\s*)0o?777\b(?!\s*[-&])/g,
        becomes: '$10o700',
      },
      {
        in: GO,
        finds: /\b(os\.(?:Chmod|WriteFile|OpenFile)\([^\n]*,\s*)0o?777\b/g,
        becomes: '$10o700',
      },
      { in: PHP, finds: /\b((?:chmod|mkdir)\([^()\n]*,\s*)0777\b/g, becomes: '$10700' },
      { in: SHELL, finds: /\bchmod\s+(-R\s+)?(?:0?777|a\+rwx)\b/g, becomes: 'chmod $1u+rwx' },
    ],
  },
  {
    id: 'guessable-file',
    cwe: 377,
    severity: 'medium',
    confidence: 'high',
    says: 'The name of the temporary file is known before the file is there, so somebody else can make it first.',
    remedy: 'Let the system make the file and give its name.',
    patterns: [
      { in: PY, finds: /\btempfile\.mktemp\(/g },
      { in: C, finds: /(?<![\w.>:])(?:mktemp|tmpnam|tempnam)\s*\(/g },
    ],
  },
  {
    id: 'right-by-assertion',
    cwe: 617,
    severity: 'medium',
    confidence: 'medium',
    says: 'Assertions are left out when Python runs with -O, and so is this check of rights.',
    remedy: 'Check with `if`, and raise an error.',
    patterns: [
      {
        in: PY,
        finds:
          /^\s*assert\s+(?:\w+\.)*(?:user|request|current_user)\b[^\n]*\b(?:is_admin|is_staff|is_superuser|is_authenticated|has_perm|permission)/gm,
      },
    ],
  },
  {
    id: 'line-without-bound',
    cwe: 242,
    severity: 'high',
    confidence: 'high',
    says: 'A line is read into memory that may be too short for it.',
    remedy: 'Use `fgets`, which takes the size.',
    patterns: [{ in: C, finds: /(?<![\w.>:])gets\s*\(/g }],
  },
  {
    id: 'unbounded-copy',
    cwe: 120,
    severity: 'high',
    confidence: 'high',
    says: 'It is copied without asking how much fits.',
    remedy: 'Use the function that takes the size of the target.',
    patterns: [
      { in: C, finds: /(?<![\w.>:])(?:strcpy|strcat|sprintf|vsprintf)\s*\(/g },
      { in: C, finds: /(?<![\w.>:])(?:f|s)?scanf\s*\([^;\n]*"[^"\n]*%s/g },
    ],
  },
  {
    id: 'format-from-outside',
    cwe: 134,
    severity: 'high',
    confidence: 'high',
    says: 'The format is a value, so `%n` in it writes to memory.',
    remedy: 'Write "%s" as the format, and the value after it.',
    patterns: [
      { in: C, finds: /(?<![\w.>:])printf\s*\(\s*([a-z_]\w*)\s*\)/gi, becomes: 'printf("%s", $1)' },
      {
        in: C,
        finds: /(?<![\w.>:])(fprintf|syslog)\s*\(\s*(\w+)\s*,\s*([a-z_]\w*)\s*\)/gi,
        becomes: '$1($2, "%s", $3)',
      },
    ],
  },
  {
    id: 'memory-not-set',
    cwe: 908,
    severity: 'high',
    confidence: 'high',
    says: 'Memory is used before anything was written to it.',
    remedy: 'Use `MaybeUninit`.',
    patterns: [{ in: RUST, finds: /\bmem::uninitialized\s*(?:::<[^>]*>)?\(\)/g }],
  },
];
