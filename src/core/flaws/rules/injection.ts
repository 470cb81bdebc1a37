import { C, CS, GO, INPUT, JAVA, JS, PHP, PY, RUBY, type Rule, SHELL } from '../rule.ts';

/** The beginning of a statement of SQL, as it stands right after a quote. */
const VERBS = String.raw`SELECT\s[^"'\x60\n]*?\sFROM|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|DROP\s+TABLE`;
const LOWER = VERBS.replace(/\b[A-Z]{4,6}\b/g, verb => verb.toLowerCase());
const SQL = String.raw`\s*(?:${VERBS}|${LOWER})\b`;
/** The inside of a string on one line. */
const REST = String.raw`[^"\n]*`;

/** Values that become commands. */
export const INJECTION: readonly Rule[] = [
  {
    id: 'sql-injection',
    cwe: 89,
    severity: 'high',
    confidence: 'high',
    says: 'SQL is put together with values in its text, so a value can become a command.',
    remedy: 'Pass the values as parameters of the query.',
    patterns: [
      {
        in: JS,
        finds: new RegExp(
          `(?<![\\w)])\`${SQL}[^\`]*?\\$\\{(?!\\s*(?:[A-Z_\\d]+|\\w*[pP]laceholders|\\w*[cC]olumns)\\s*\\})`,
          'g',
        ),
      },
      {
        in: [...JS, ...JAVA, ...CS, ...GO],
        finds: new RegExp(`"${SQL}${REST}"\\s*\\+\\s*(?!["\\n])`, 'g'),
      },
      { in: JS, finds: new RegExp(`'${SQL}[^'\\n]*'\\s*\\+\\s*(?!['\\n])`, 'g') },
      {
        in: PY,
        finds: new RegExp(
          `\\bf(?:"(?:"")?|'(?:'')?)${SQL}(?:[^{\\n]|\\{(?:\\{|[A-Z_\\d.]+\\}))*?\\{(?!\\{|[A-Z_\\d.]+\\})`,
          'g',
        ),
      },
      {
        in: PY,
        finds: new RegExp(
          `(["'])${SQL}[^\\n]*?\\1\\s*(?:%\\s*(?![A-Z_]+\\b)[\\w(]|\\+\\s*(?![A-Z_]+\\b)\\w|\\.format\\()`,
          'g',
        ),
      },
      { in: GO, finds: new RegExp(`\\bfmt\\.Sprintf\\(\\s*["\`]${SQL}[^"\`]*%[svdq]`, 'g') },
      { in: JAVA, finds: new RegExp(`\\bString\\.format\\(\\s*"${SQL}${REST}%s`, 'g') },
      {
        in: CS,
        finds: new RegExp(`\\$@?"${SQL}${REST}\\{`, 'g'),
        unless: /FromSqlInterpolated|ExecuteSqlInterpolated/,
      },
      { in: PHP, finds: new RegExp(`"${SQL}${REST}\\$\\w`, 'g') },
      { in: PHP, finds: new RegExp(`(["'])${SQL}[^\\n]*?\\1\\s*\\.\\s*\\$`, 'g') },
      { in: RUBY, finds: new RegExp(`"${SQL}${REST}#\\{`, 'g') },
      { in: RUBY, finds: /\.where\(\s*"[^"\n]*#\{/g },
    ],
  },
  {
    id: 'command-injection',
    cwe: 78,
    severity: 'high',
    confidence: 'high',
    says: 'A shell command is put together with values in its text, so a value can become a command.',
    remedy: 'Start the program without a shell, with its arguments as a list.',
    patterns: [
      { in: JS, finds: /(?<!\.)\b(?:child_process\.|cp\.)?exec(?:Sync)?\(\s*`[^`]*\$\{/g },
      {
        in: JS,
        finds: /(?<!\.)\b(?:child_process\.|cp\.)?exec(?:Sync)?\(\s*(["'])[^\n]*?\1\s*\+/g,
      },
      {
        in: PY,
        finds:
          /\bos\.(?:system|popen)\(\s*(?:f["']|[\w.]+\s*[,)+%]|["'][^"'\n]*["']\s*(?:%|\+|\.format))/g,
      },
      {
        in: PY,
        finds:
          /\bsubprocess\.\w+\(\s*(?:f["']|[a-z_][\w.]*\s*[,+%]|["'][^"'\n]*["']\s*(?:%|\+|\.format))[^()]*(?:\([^()]*\)[^()]*)*\bshell\s*=\s*True/g,
      },
      {
        in: GO,
        finds:
          /\bexec\.Command(?:Context)?\((?:\w+,\s*)?"(?:sh|bash|\/bin\/(?:ba)?sh)",\s*"-c",\s*(?!["`][^"`]*["`]\s*\))/g,
      },
      { in: JAVA, finds: /\bgetRuntime\(\)\s*\.exec\(\s*(?:"[^"\n]*"\s*\+|\w+\s*\+)/g },
      {
        in: CS,
        finds:
          /\bProcess\.Start\(\s*"(?:cmd|cmd\.exe|\/bin\/(?:ba)?sh|bash)"\s*,\s*(?:\$"|"[^"\n]*"\s*\+|\w+\s*[+)])/g,
      },
      {
        in: PHP,
        finds:
          /(?<![\w>:])(?:exec|system|shell_exec|passthru|popen|proc_open)\(\s*(?:"[^"\n]*\$|\$|(["'])[^\n]*?\1\s*\.\s*\$)/g,
        unless: /escapeshell(?:arg|cmd)\(/,
      },
      {
        in: RUBY,
        finds: /(?<![\w.])(?:system|exec|spawn)\(?\s*"[^"\n]*#\{|%x[({][^)}\n]*#\{|`[^`\n]*#\{/g,
        unless: /Shellwords|shellescape/,
      },
      { in: C, finds: /(?<![\w.>:])(?:system|popen)\s*\(\s*[a-z_]\w*\s*[,)]/gi },
    ],
  },
  {
    id: 'code-injection',
    cwe: 95,
    severity: 'high',
    confidence: 'medium',
    says: 'Text is run as code, so whoever writes the text can do anything.',
    remedy: 'Parse the text as data, or look the action up in a table.',
    patterns: [
      {
        in: JS,
        finds: new RegExp(`(?<![\\w.$])(?:eval|new Function)\\([^;\\n]*(?:${INPUT.js})`, 'g'),
        confidence: 'high',
      },
      {
        in: PY,
        finds: new RegExp(`(?<![\\w.])(?:eval|exec)\\([^\\n]*(?:\\binput\\(|${INPUT.py})`, 'g'),
        confidence: 'high',
      },
      { in: JS, finds: /(?<![\w.$])eval\(\s*(?!["'`)])/g },
      { in: JS, finds: /\bnew Function\(\s*(?!["'][^"'\n]*["']\s*\))/g },
      { in: JS, finds: /\bset(?:Timeout|Interval)\(\s*(?:(["'])[^\n]*?\1\s*\+|`[^`]*\$\{)/g },
      { in: PY, finds: /(?<![\w.])(?:eval|exec)\(\s*(?!["')])/g, unless: /\bdef (?:eval|exec)\b/ },
      { in: PHP, finds: /(?<![\w>:])(?:eval|assert|create_function)\(\s*["']?\s*\$/g },
      { in: RUBY, finds: /(?<![\w.])(?:eval|instance_eval|class_eval)\(?\s*params\b/g },
    ],
  },
  {
    id: 'cross-site-scripting',
    cwe: 79,
    severity: 'high',
    confidence: 'medium',
    says: 'Text goes into a page as markup, so a value can bring a script with it.',
    remedy: 'Set it as text, or clean it with a sanitizer first.',
    patterns: [
      {
        in: JS,
        finds: new RegExp(
          `(?:\\.(?:inner|outer)HTML\\s*\\+?=|\\bdocument\\.write(?:ln)?\\()[^;\\n]*(?:${INPUT.js})`,
          'g',
        ),
        unless: /sanitize|purify|escape/i,
        confidence: 'high',
      },
      {
        in: JS,
        finds:
          /\.(?:inner|outer)HTML\s*\+?=(?!=)\s*(?!\s*(?:["'][^"'\n]*["']|`[^`$]*`|null|undefined)\s*(?:[;\n}]|$))/g,
        unless: /sanitize|purify|escape|trustedTypes|createHTML/i,
      },
      { in: JS, finds: /\bdocument\.write(?:ln)?\(\s*(?!["'`][^"'`$+]*["'`]\s*\))/g },
      {
        in: JS,
        finds: /\bdangerouslySetInnerHTML\s*=\s*\{\{\s*__html\s*:\s*(?!["'`])/g,
        unless: /sanitize|purify/i,
      },
      {
        in: JS,
        finds: /\.insertAdjacentHTML\([^,]+,\s*(?!["'][^"'\n]*["']\s*\))/g,
        unless: /sanitize|purify|escape/i,
      },
      {
        in: JS,
        finds: new RegExp(
          `\\bres\\.(?:send|write|end)\\(\\s*(?:\`[^\`]*\\$\\{\\s*|["'][^"'\\n]*["']\\s*\\+\\s*)${INPUT.js}`,
          'g',
        ),
      },
      {
        in: PY,
        finds:
          /(?<![\w.])(?:mark_safe|Markup)\(\s*(?:f["']|(?!["')])|["'][^"'\n]*["']\s*(?:%|\+|\.format))/g,
        unless: /escape|bleach|clean/,
      },
      {
        in: PHP,
        finds: new RegExp(`\\b(?:echo|print)\\b[^;\\n]*${INPUT.php}`, 'g'),
        unless: /htmlspecialchars|htmlentities|strip_tags|intval|\(int\)/,
      },
      { in: RUBY, finds: /\braw\(?\s*params\[|\bparams\[[^\]]*\]\.html_safe/g },
      { in: GO, finds: /\btemplate\.(?:HTML|JS|URL)\(\s*(?!["`])/g },
      {
        in: JAVA,
        finds: new RegExp(
          `\\bgetWriter\\(\\)\\.(?:print|println|write)\\([^;\\n]*${INPUT.java}`,
          'g',
        ),
      },
    ],
  },
  {
    id: 'path-traversal',
    cwe: 22,
    severity: 'high',
    confidence: 'high',
    says: 'A path is made from what a request brings, so `../` leads out of the folder.',
    remedy:
      'Take the base name only, or check that the resolved path is still inside of the folder.',
    patterns: [
      {
        in: JS,
        finds: new RegExp(
          `\\b(?:readFile|readFileSync|createReadStream|writeFile|writeFileSync|unlink|unlinkSync|sendFile|download)\\([^;\\n]*${INPUT.js}`,
          'g',
        ),
        unless: /basename\(|\broot\s*:/,
      },
      {
        in: JS,
        finds: new RegExp(`\\bpath\\.(?:join|resolve)\\([^;\\n]*${INPUT.js}`, 'g'),
        unless: /basename\(/,
      },
      {
        in: PY,
        finds: new RegExp(`(?<![\\w.])(?:open|send_file|FileResponse)\\([^\\n]*${INPUT.py}`, 'g'),
        unless: /secure_filename|basename/,
      },
      {
        in: PY,
        finds: new RegExp(`\\bos\\.path\\.join\\([^\\n]*${INPUT.py}`, 'g'),
        unless: /secure_filename|basename/,
      },
      {
        in: PHP,
        finds: new RegExp(
          `\\b(?:file_get_contents|fopen|readfile|unlink|file_put_contents)\\([^;\\n]*${INPUT.php}`,
          'g',
        ),
        unless: /basename\(|tmp_name/,
      },
      {
        in: JAVA,
        finds: new RegExp(
          `\\b(?:new File|Paths\\.get|Path\\.of|new FileInputStream)\\([^;\\n]*${INPUT.java}`,
          'g',
        ),
      },
      {
        in: GO,
        finds: new RegExp(
          `\\b(?:os\\.(?:Open|ReadFile|Create|Remove)|filepath\\.Join|http\\.ServeFile)\\([^\\n]*${INPUT.go}`,
          'g',
        ),
        unless: /filepath\.Base\(/,
      },
      {
        in: RUBY,
        finds: /\b(?:File\.(?:read|open|delete)|send_file)\(?[^\n]*\bparams\[/g,
        unless: /File\.basename/,
      },
    ],
  },
  {
    id: 'file-inclusion',
    cwe: 98,
    severity: 'high',
    confidence: 'high',
    says: 'A request chooses which file is run as code.',
    remedy: 'Look the file up in a table of those that are allowed.',
    patterns: [
      {
        in: PHP,
        finds: new RegExp(`\\b(?:include|require)(?:_once)?\\b[^;\\n]*${INPUT.php}`, 'g'),
      },
      { in: JS, finds: new RegExp(`\\b(?:require|import)\\([^;\\n]*${INPUT.js}`, 'g') },
    ],
  },
  {
    id: 'archive-traversal',
    cwe: 22,
    severity: 'medium',
    confidence: 'medium',
    says: 'An archive is unpacked as it is, so an entry named `../` lands outside of the folder.',
    remedy: "Unpack with `filter='data'`.",
    patterns: [
      {
        in: PY,
        finds: /\b(tar\w*|archive|tf)\.extractall\(([^()\n]*[^()\s\n])\)/g,
        unless: /filter\s*=|zip/i,
        becomes: "$1.extractall($2, filter='data')",
      },
      {
        in: PY,
        finds: /\b(tar\w*|archive|tf)\.extractall\(\)/g,
        unless: /zip/i,
        becomes: "$1.extractall(filter='data')",
      },
    ],
  },
  {
    id: 'server-side-request-forgery',
    cwe: 918,
    severity: 'high',
    confidence: 'high',
    says: 'A request chooses which address this server asks, so it can reach what is inside of the network.',
    remedy: 'Take the host from a list of those that are allowed.',
    patterns: [
      {
        in: JS,
        finds: new RegExp(
          `\\b(?:fetch|axios(?:\\.\\w+)?|got(?:\\.\\w+)?|https?\\.(?:get|request))\\(\\s*${INPUT.js}`,
          'g',
        ),
      },
      {
        in: PY,
        finds: new RegExp(
          `\\b(?:requests|httpx|session)\\.(?:get|post|put|head|request)\\(\\s*${INPUT.py}|\\burlopen\\(\\s*${INPUT.py}`,
          'g',
        ),
      },
      { in: PHP, finds: new RegExp(`\\bcurl_init\\(\\s*${INPUT.php}`, 'g') },
      { in: GO, finds: new RegExp(`\\bhttp\\.(?:Get|Post|Head)\\(\\s*${INPUT.go}`, 'g') },
      { in: JAVA, finds: new RegExp(`\\bnew URL\\(\\s*${INPUT.java}`, 'g') },
    ],
  },
  {
    id: 'open-redirect',
    cwe: 601,
    severity: 'medium',
    confidence: 'high',
    says: 'A request chooses where the user is sent, so a link of yours can lead to a stranger.',
    remedy: 'Send users to paths of your own only.',
    patterns: [
      {
        in: JS,
        finds: new RegExp(
          `\\b(?:res|response|ctx)\\.redirect\\(\\s*(?:\\d+\\s*,\\s*)?${INPUT.js}`,
          'g',
        ),
      },
      {
        in: PY,
        finds: new RegExp(
          `(?<![\\w.])(?:redirect|HttpResponseRedirect|RedirectResponse)\\(\\s*${INPUT.py}`,
          'g',
        ),
      },
      {
        in: PHP,
        finds: new RegExp(`\\bheader\\(\\s*["']Location:\\s*["']?\\s*\\.?\\s*${INPUT.php}`, 'gi'),
      },
      { in: JAVA, finds: new RegExp(`\\bsendRedirect\\(\\s*${INPUT.java}`, 'g') },
      { in: GO, finds: new RegExp(`\\bhttp\\.Redirect\\(\\w+,\\s*\\w+,\\s*${INPUT.go}`, 'g') },
      { in: RUBY, finds: /\bredirect_to\(?\s*params\[/g },
    ],
  },
  {
    id: 'unsafe-deserialization',
    cwe: 502,
    severity: 'high',
    confidence: 'medium',
    says: 'Bytes are turned into objects of any kind, so whoever writes the bytes can run code.',
    remedy: 'Use a format that holds data only, such as JSON.',
    patterns: [
      {
        in: PY,
        finds: /\byaml\.load\(([^()\n]*(?:\([^()\n]*\))?)\)/g,
        unless: /SafeLoader|BaseLoader/,
        confidence: 'high',
        becomes: 'yaml.safe_load($1)',
      },
      {
        in: PY,
        finds: new RegExp(
          `\\b(?:c?[Pp]ickle|dill|marshal)\\.loads?\\([^\\n]*(?:${INPUT.py}|\\brecv\\()`,
          'g',
        ),
        confidence: 'high',
      },
      {
        in: PHP,
        finds: new RegExp(`(?<![\\w>:])unserialize\\([^;\\n]*${INPUT.php}`, 'g'),
        unless: /allowed_classes/,
        confidence: 'high',
      },
      {
        in: PY,
        finds: /\b(?:c?[Pp]ickle|dill|marshal|shelve|jsonpickle)\.(?:loads?|decode|open)\(/g,
      },
      { in: JAVA, finds: /\bnew (?:ObjectInputStream|XMLDecoder)\(/g },
      {
        in: CS,
        finds:
          /\bnew (?:BinaryFormatter|SoapFormatter|NetDataContractSerializer|LosFormatter)\(|\bTypeNameHandling\.(?:All|Auto|Objects)\b/g,
      },
      { in: PHP, finds: /(?<![\w>:])unserialize\(\s*\$/g, unless: /allowed_classes/ },
      { in: RUBY, finds: /\bMarshal\.load\(|\bYAML\.(?:unsafe_load)\(/g },
      { in: JS, finds: /\b(?:serialize|nodeSerialize)\.unserialize\(/g },
    ],
  },
  {
    id: 'template-injection',
    cwe: 1336,
    severity: 'high',
    confidence: 'medium',
    says: 'The template itself is made from a value, so the value can run expressions.',
    remedy: 'Keep the template fixed, and pass the value to it.',
    patterns: [
      {
        in: PY,
        finds: /\brender_template_string\(\s*(?:f["']|["'][^"'\n]*["']\s*(?:%|\+)|request\.)/g,
      },
      { in: PY, finds: /\b(?:Template|from_string)\(\s*(?:f["']|request\.)/g },
    ],
  },
  {
    id: 'xml-external-entities',
    cwe: 611,
    severity: 'medium',
    confidence: 'high',
    says: 'The parser follows entities that an XML document names, so a document can read files.',
    remedy: 'Turn external entities off.',
    patterns: [
      { in: PY, finds: /\bresolve_entities\s*=\s*True/g, becomes: 'resolve_entities=False' },
      { in: JS, finds: /\bnoent\s*:\s*true/g, becomes: 'noent: false' },
      { in: CS, finds: /\bDtdProcessing\.Parse\b/g, becomes: 'DtdProcessing.Prohibit' },
      { in: PHP, finds: /\bLIBXML_NOENT\b|\blibxml_disable_entity_loader\(\s*false/g },
    ],
  },
  {
    id: 'nosql-injection',
    cwe: 943,
    severity: 'high',
    confidence: 'medium',
    says: 'What a request brings becomes the query itself, so it may hold operators like `$ne`.',
    remedy: 'Take single fields of it, each turned into the type that it must have.',
    patterns: [
      {
        in: JS,
        finds:
          /\.(?:find|findOne|findOneAndUpdate|deleteOne|deleteMany|updateOne|count)\(\s*(?:req|request)\.(?:body|query)\s*[,)]/g,
      },
      {
        in: JS,
        finds: /\$where["']?\s*:\s*(?:`[^`]*\$\{|["'][^"'\n]*["']\s*\+|[a-z_$])/g,
        unless: /\$where["']?\s*:\s*function/,
      },
    ],
  },
  {
    id: 'mass-assignment',
    cwe: 915,
    severity: 'medium',
    confidence: 'medium',
    says: 'All that a request brings is written, also fields that are not meant for it.',
    remedy: 'Name the fields that may be written.',
    patterns: [
      { in: JS, finds: /\b[A-Z]\w*\.(?:create|update|insert)\(\s*(?:req|request)\.body\s*[,)]/g },
      {
        in: JS,
        finds:
          /\b(?:Object\.assign|_\.(?:merge|extend|assign))\(\s*[\w.]+\s*,\s*(?:req|request)\.(?:body|query)\b/g,
      },
      {
        in: PY,
        finds:
          /\b[A-Z]\w*(?:\.objects\.create)?\(\s*\*\*request\.(?:json|form|data|POST|get_json\(\))/g,
      },
      { in: RUBY, finds: /\bparams\.permit!/g },
    ],
  },
  {
    id: 'regular-expression-from-input',
    cwe: 1333,
    severity: 'medium',
    confidence: 'high',
    says: 'A request brings the regular expression, so one that takes forever can be sent.',
    remedy: 'Escape the text first, or search for it as text.',
    patterns: [
      { in: JS, finds: new RegExp(`\\bnew RegExp\\(\\s*${INPUT.js}`, 'g') },
      {
        in: PY,
        finds: new RegExp(`\\bre\\.(?:compile|match|search|findall|sub)\\(\\s*${INPUT.py}`, 'g'),
      },
    ],
  },
  {
    id: 'script-from-the-network',
    cwe: 494,
    severity: 'medium',
    confidence: 'high',
    says: 'A script is run as it comes from the network, unseen.',
    remedy: 'Fetch it, check its hash, then run it.',
    patterns: [{ in: SHELL, finds: /\b(?:curl|wget)\b[^\n|]*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b/g }],
  },
];
