/** One way to write a hole into a program. */
export interface InsecurePattern {
  /** The Common Weakness Enumeration's number: https://cwe.mitre.org */
  readonly cwe: number;
  /** Completes the sentence `It would …`. */
  readonly does: string;
  /** Looked for in the lines as they would be, one at a time. */
  readonly pattern: RegExp;
  /** The languages that it is for; all where there are none. */
  readonly languages?: readonly string[];
}

/** Where text from outside comes in. */
const INPUT = String.raw`(?:input\(|raw_input|request\b|req\.|params\b|argv\b|location\b|\$_(?:GET|POST|REQUEST|COOKIE)|user_?input|userInput)`;
const SQL = String.raw`(?:(?:SELECT\s[^\n]*?\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\s|select\s[^\n]*?\sfrom\s+\w+\s+where\s)`;
const SECRET_NAME =
  '(?:password|passwd|secret|api_?key|access_?key|auth_?token|access_?token|private_?key)';

/** What is never suggested. Short on purpose: each row is a pattern that is hardly ever meant, and each has its near miss in the tests. */
export const INSECURE: readonly InsecurePattern[] = [
  {
    cwe: 295,
    does: 'turn off the check of certificates',
    pattern:
      /\bverify\s*=\s*False\b|\brejectUnauthorized['"]?\s*:\s*false\b|\bInsecureSkipVerify:\s*true\b|SSL_VERIFYPEER\s*,\s*(false|0)\b|\b_create_unverified_context\b|NODE_TLS_REJECT_UNAUTHORIZED\W+0|danger_accept_invalid_certs\(true/,
  },
  {
    cwe: 95,
    does: 'run input as code',
    pattern: new RegExp(String.raw`(?<![\w.])(?:eval|exec|Function)\([^)\n]*${INPUT}`),
  },
  {
    cwe: 89,
    does: 'build SQL out of pieces, so that input can change what it asks',
    pattern: new RegExp(
      String.raw`["'][^"'\n]*${SQL}[^"\n]*["']\s*(?:\+|\.(?!\w+\()|%)\s*[\w$(]|\bf["'][^"\n]*${SQL}[^"\n]*\{|(?<!\w)\x60[^\x60\n]*${SQL}[^\x60\n]*\$\{|["'][^"\n]*${SQL}[^"\n]*["']\.format\(`,
    ),
  },
  {
    cwe: 78,
    does: 'hand text to a shell that input can change',
    pattern:
      /\b(?:run|call|Popen|check_call|check_output)\((?!\s*["'][^"'{\n]*["']\s*,)[^\n]*\bshell\s*=\s*True|\bos\.(?:system|popen)\(\s*(?:f["'][^\n]*\{|["'][^"'\n]*["']\s*[+%])|\bexec(?:Sync)?\(\s*(?:`[^`\n]*\$\{|["'][^"'\n]*["']\s*\+)/,
  },
  {
    cwe: 79,
    does: 'put input into a page as markup',
    pattern: new RegExp(
      String.raw`\.(?:innerHTML|outerHTML)\s*\+?=[^\n]*${INPUT}|\bdocument\.write\([^\n]*${INPUT}`,
    ),
  },
  {
    cwe: 502,
    does: 'build objects out of data that may be anything',
    pattern: new RegExp(
      String.raw`\byaml\.load\((?![^\n]*\b(?:Safe|CSafe|Base)Loader)[^\n]*\)|\bpickle\.loads?\([^\n]*(?:${INPUT}|recv\()|\bunserialize\([^\n]*${INPUT}`,
    ),
  },
  {
    cwe: 798,
    does: 'write a secret into the code',
    pattern: new RegExp(
      String.raw`${SECRET_NAME}["']?\s*(?::\s*\w+\s*)?(?:=|:|=>)\s*["'](?=[^"'\n]*[a-z])(?=[^"'\n]*\d)[^"'\s<>{}$]{8,}["']|\bAKIA[0-9A-Z]{16}\b|-----BEGIN (?:\w+ )?PRIVATE KEY-----`,
      'i',
    ),
  },
  {
    cwe: 916,
    does: 'hash a password with what is broken fast',
    pattern:
      /\b(?:md5|sha1)\b[^\n]*passw|passw\w*\s*=[^\n]*\b(?:md5|sha1)\b|createHash\(\s*['"](?:md5|sha1)['"]\s*\)[^\n]*passw/i,
  },
  {
    cwe: 327,
    does: 'encrypt with what is broken',
    pattern:
      /\bMODE_ECB\b|\b(?:DES3?|ARC4|Blowfish)\.new\(|createCipher(?:iv)?\(\s*['"](?:des|rc4|[\w-]*-ecb)\b|getInstance\(\s*"(?:DES|RC4|AES\/ECB|AES")/i,
  },
  {
    cwe: 338,
    does: 'make a secret of numbers that can be guessed',
    pattern:
      /\b\w*(?:token|secret|passw|session_?id|nonce|api_?key|salt)\w*\s*(?::\s*\w+\s*)?[:=][^\n]*(?:Math\.random\(|\brandom\.(?:random|randint|choices?|sample|getrandbits)\(|\brand\(\))/i,
  },
  {
    cwe: 347,
    does: 'believe a token without checking who signed it',
    pattern:
      /\bverify(?:_signature)?["']\s*:\s*False\b|\balgorithms?["']?\s*[:=]\s*\[?\s*["']none["']/i,
  },
  {
    cwe: 732,
    does: 'let everybody write a file',
    pattern:
      /\b(?:chmod|mkdir|makedirs|umask|open)\w*\([^\n]*\b0?o?777\b|\bchmod\s+(?:-R\s+)?0?777\b/,
  },
  {
    cwe: 242,
    does: 'read a line into memory that may be too short for it',
    pattern: /(?<![\w.>])gets\(/,
    languages: ['c', 'cpp'],
  },
];
