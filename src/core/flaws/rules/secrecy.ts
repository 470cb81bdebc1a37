import { C, CS, GO, JAVA, JS, PHP, PY, RUBY, RUST, type Rule } from '../rule.ts';

const EVERY = [...JS, ...PY, ...GO, ...JAVA, ...CS, ...PHP, ...RUBY, ...RUST, ...C];
/** Names of what must not be guessed. */
const SECRET = String.raw`\w*(?:token|secret|passw(?:or)?d|otp|nonce|session_?id|api_?key|salt|csrf|reset_?code)\w*`;

/** Certificates, ciphers, randomness, and secrets that stand in the open. */
export const SECRECY: readonly Rule[] = [
  {
    id: 'certificate-check-off',
    cwe: 295,
    severity: 'high',
    confidence: 'high',
    says: 'Certificates are not checked, so anybody on the way can read and change what is sent.',
    remedy: 'Leave the check on; trust your own authority by its certificate.',
    patterns: [
      { in: JS, finds: /\brejectUnauthorized(\s*:\s*)false/g, becomes: 'rejectUnauthorized$1true' },
      { in: JS, finds: /\bNODE_TLS_REJECT_UNAUTHORIZED\b["'\]]*\s*=\s*["']?0/g },
      { in: JS, finds: /\bcheckServerIdentity\s*:\s*\(\s*\)\s*=>\s*(?:undefined|null|\{\s*\})/g },
      { in: PY, finds: /\bverify(\s*=\s*)False/g, becomes: 'verify$1True' },
      {
        in: PY,
        finds: /\bssl\._create_unverified_context\b/g,
        becomes: 'ssl.create_default_context',
      },
      {
        in: PY,
        finds: /\bverify_mode\s*=\s*ssl\.CERT_NONE/g,
        becomes: 'verify_mode = ssl.CERT_REQUIRED',
      },
      { in: PY, finds: /\bcheck_hostname(\s*=\s*)False/g, becomes: 'check_hostname$1True' },
      { in: GO, finds: /\bInsecureSkipVerify(\s*:\s*)true/g, becomes: 'InsecureSkipVerify$1false' },
      { in: JAVA, finds: /\bcheckServerTrusted\([^)]*\)\s*(?:throws\s+\w+\s*)?\{\s*\}/g },
      {
        in: JAVA,
        finds: /\bNoopHostnameVerifier\b|\bsetHostnameVerifier\(\s*\([^)]*\)\s*->\s*true/g,
      },
      { in: CS, finds: /\bDangerousAcceptAnyServerCertificateValidator\b/g },
      {
        in: CS,
        finds:
          /\bServerCertificate(?:Custom)?ValidationCallback\s*\+?=\s*\(?[^;\n]*=>\s*(?:\{\s*return\s+)?true/g,
      },
      {
        in: PHP,
        finds: /\bCURLOPT_SSL_VERIFYPEER(\s*(?:,|=>)\s*)(?:false|0)/gi,
        becomes: 'CURLOPT_SSL_VERIFYPEER$1true',
      },
      { in: PHP, finds: /(["']verify_peer["']\s*=>\s*)false/gi, becomes: '$1true' },
      { in: RUBY, finds: /\bOpenSSL::SSL::VERIFY_NONE\b/g, becomes: 'OpenSSL::SSL::VERIFY_PEER' },
      {
        in: RUST,
        finds: /\bdanger_accept_invalid_(certs|hostnames)\(true\)/g,
        becomes: 'danger_accept_invalid_$1(false)',
      },
      {
        in: C,
        finds: /\bCURLOPT_SSL_VERIFYPEER(\s*,\s*)0L?/g,
        becomes: 'CURLOPT_SSL_VERIFYPEER$11L',
      },
    ],
  },
  {
    id: 'plain-http',
    cwe: 319,
    severity: 'low',
    confidence: 'medium',
    says: 'The request goes out in plain text, so anybody on the way can read and change it.',
    remedy: 'Use https.',
    patterns: [
      {
        in: [...JS, ...PY, ...GO],
        finds:
          /\b(fetch|axios(?:\.\w+)?|requests\.\w+|httpx\.\w+|http\.(?:Get|Post))\((\s*["'`])http:\/\/(?!localhost|127\.|0\.0\.0\.0|\[::1\]|10\.|192\.168\.|[\w-]+[:/"'`]|\$\{|[\w.-]*\.(?:local|test|internal|example|invalid)\b)/g,
        becomes: '$1($2https://',
      },
    ],
  },
  {
    id: 'weak-hash',
    cwe: 328,
    severity: 'medium',
    confidence: 'medium',
    says: 'MD5 and SHA-1 can be forged.',
    remedy: 'Use SHA-256; for passwords a slow hash such as Argon2 or bcrypt.',
    patterns: [
      {
        in: JS,
        finds: /\bcreateHash\(\s*(["'`])(?:md5|sha-?1)\1/gi,
        becomes: 'createHash($1sha256$1',
      },
      {
        in: PY,
        finds: /\bhashlib\.(?:md5|sha1)\(/g,
        unless: /usedforsecurity\s*=\s*False/,
        becomes: 'hashlib.sha256(',
      },
      {
        in: PY,
        finds: /\bhashlib\.new\(\s*(["'])(?:md5|sha1)\1/gi,
        becomes: 'hashlib.new($1sha256$1',
      },
      {
        in: JAVA,
        finds: /\bMessageDigest\.getInstance\(\s*"(?:MD5|SHA-?1)"/gi,
        becomes: 'MessageDigest.getInstance("SHA-256"',
      },
      { in: GO, finds: /\b(?:md5|sha1)\.(?:New|Sum)\(/g },
      { in: CS, finds: /\b(?:MD5|SHA1)\.(Create|HashData)\(/g, becomes: 'SHA256.$1(' },
      { in: RUBY, finds: /\bDigest::(?:MD5|SHA1)\b/g, becomes: 'Digest::SHA256' },
    ],
  },
  {
    id: 'password-hashed-quickly',
    cwe: 916,
    severity: 'high',
    confidence: 'high',
    says: 'Passwords that are hashed so quickly are found by trying.',
    remedy: 'Use a slow hash such as Argon2 or bcrypt.',
    patterns: [
      {
        in: EVERY,
        finds:
          /\b(?:md5|sha1)\b["'`]?\)?\.?(?:\w+)?\(?[^;\n]*passw|\bpassw\w*\s*(?::=|=)[^=\n][^;\n]*\b(?:md5|sha1)\b/gi,
      },
    ],
  },
  {
    id: 'weak-cipher',
    cwe: 327,
    severity: 'high',
    confidence: 'high',
    says: 'This cipher, or its way of chaining blocks, can be broken.',
    remedy: 'Use AES-GCM with a new nonce each time.',
    patterns: [
      {
        in: JS,
        finds: /\bcreate(?:Cipher|Decipher)iv\(\s*["'`](?:des|rc4|bf|aes-\d+-ecb)[\w-]*["'`]/gi,
      },
      { in: JS, finds: /\bcreate(?:Cipher|Decipher)\(\s*["'`]/g },
      { in: PY, finds: /\bAES\.MODE_ECB\b|\bmodes\.ECB\(|(?<!\w)(?:DES|ARC4|Blowfish)\.new\(/g },
      {
        in: JAVA,
        finds:
          /\bCipher\.getInstance\(\s*"(?:DES|DESede|RC4|RC2|Blowfish|AES\/ECB[^"]*|AES)(?:\/[^"]*)?"/gi,
        unless: /AES\/(?:GCM|CBC|CTR)/i,
      },
      { in: GO, finds: /\b(?:des\.New(?:TripleDES)?Cipher|rc4\.NewCipher)\(/g },
      { in: CS, finds: /\bCipherMode\.ECB\b|\b(?:DES|TripleDES|RC2)\.Create\(/g },
      { in: PHP, finds: /\bopenssl_encrypt\([^;\n]*["'](?:des|rc4|aes-\d+-ecb)/gi },
    ],
  },
  {
    id: 'guessable-secret',
    cwe: 338,
    severity: 'high',
    confidence: 'high',
    says: 'A secret comes from a generator whose next number can be guessed.',
    remedy: 'Take it from the cryptographic generator of the platform.',
    patterns: [
      {
        in: JS,
        finds: new RegExp(`\\b${SECRET}\\s*[:=][^=;\\n][^;\\n]*\\bMath\\.random\\(`, 'gi'),
      },
      {
        in: PY,
        finds: new RegExp(
          `\\b${SECRET}\\s*=[^=\\n][^\\n]*(?<!\\w\\.)\\brandom\\.(?:random|randint|choices?|randrange|getrandbits|sample)\\(`,
          'gi',
        ),
      },
      { in: JAVA, finds: new RegExp(`\\b${SECRET}\\s*=[^=;\\n][^;\\n]*\\bnew Random\\(`, 'gi') },
      { in: CS, finds: new RegExp(`\\b${SECRET}\\s*=[^=;\\n][^;\\n]*\\bnew Random\\(`, 'gi') },
      {
        in: GO,
        finds: new RegExp(
          `\\b${SECRET}\\s*:?=[^=\\n][^\\n]*\\brand\\.(?:Int|Intn|Int63|Int31n|Uint32)\\(`,
          'gi',
        ),
      },
      {
        in: PHP,
        finds: new RegExp(`\\$${SECRET}\\s*=[^=;\\n][^;\\n]*\\b(?:mt_rand|rand|uniqid)\\(`, 'gi'),
      },
    ],
  },
  {
    id: 'hard-coded-secret',
    cwe: 798,
    severity: 'high',
    confidence: 'high',
    says: 'A secret stands in the code, and so in every copy of it for ever.',
    remedy: 'Read it from the environment or a key store, and make the old one invalid.',
    patterns: [
      {
        in: EVERY,
        finds:
          /(?<![\w-])[\w.]*(?:passw(?:or)?d|secret|api_?key|auth_?token|access_?token|private_?key)\w*["']?\s*(?::\s*\w+\s*=|:=|=|:|=>)\s*(["'])(?![A-Za-z][A-Za-z_.-]*\d{0,2}\1)[^"'\s]{8,}\1/gi,
        unless:
          /\b(?:env|environ|getenv|config|example|placeholder|your[-_ ]|xxx|changeme|test|dummy|fake|redacted|label|title|message|header|name|url|path|field|input|type|id)\b|<[\w-]+>|\$\{|\{\{|\{\w*\}|%s|https?:\/\//i,
      },
      {
        in: EVERY,
        finds:
          /(["'`])(?:AKIA|ASIA)(?!\w*EXAMPLE)[A-Z0-9]{16}\1|(["'`])gh[pousr]_[A-Za-z0-9]{36,}\2|(["'`])sk_live_[A-Za-z0-9]{16,}\3|(["'`])xox[bp]-[\w-]{20,}\4/g,
      },
      { in: EVERY, finds: /["'`]-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----(?=\\n|\n)/g },
      {
        in: EVERY,
        finds:
          /["'`](?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqp):\/\/[^:\s"'`${}]+:(?!pass(?:word)?@|secret@|pwd@)[^@\s"'`${}<>]{3,}@(?!localhost|127\.)/g,
      },
    ],
  },
  {
    id: 'secret-in-log',
    cwe: 532,
    severity: 'medium',
    confidence: 'medium',
    says: 'A secret is written into the log.',
    remedy: 'Leave it out, or log that it is there.',
    patterns: [
      {
        in: JS,
        finds:
          /\b(?:console|log|logger)\.(?:log|info|debug|warn|error)\([^;\n]*(?:[,+(]|\$\{)\s*(?:\w+\.)*(?:password|passwd|secret|apiKey|accessToken|privateKey|creditCard)\s*[,)}+]/g,
      },
      {
        in: PY,
        finds:
          /(?:\bprint|\blog(?:ger|ging)?\.(?:info|debug|warning|error))\((?:[^\n]*[,{(%+]\s*)?(?:\w+\.)*(?:password|passwd|secret|api_key|access_token|private_key)\s*[,)}]/g,
      },
      {
        in: GO,
        finds:
          /\blog\.(?:Print|Printf|Println)\([^\n]*,\s*(?:\w+\.)*(?:[pP]assword|[sS]ecret|[aA]piKey|APIKey)\s*[,)]/g,
      },
    ],
  },
  {
    id: 'comparison-in-time',
    cwe: 208,
    severity: 'low',
    confidence: 'medium',
    says: 'How long the comparison takes tells how much of the secret was right.',
    remedy: 'Compare in constant time.',
    patterns: [
      {
        in: JS,
        finds:
          /(?<![.\w])\b(?:\w+\.)*(?:hmac|expectedHmac|expectedSignature|expectedToken|csrfToken)\s*(?:===?|!==?)\s*(?!null|undefined|["'`])\w/g,
        unless: /typeof|\.length/,
      },
      {
        in: PY,
        finds:
          /(?<![.\w])(?:\w+\.)*(?:hmac|expected_hmac|expected_signature|expected_token|csrf_token)\s*[!=]=\s*(?!None|["'])(\w)/g,
        unless: /\blen\(/,
      },
    ],
  },
  {
    id: 'signature-not-checked',
    cwe: 347,
    severity: 'high',
    confidence: 'high',
    says: 'The token is believed without its signature, so anybody can write one.',
    remedy: 'Verify it with the one algorithm that you use.',
    patterns: [
      { in: PY, finds: /(["']verify_signature["']\s*:\s*)False/g, becomes: '$1True' },
      { in: JS, finds: /\balgorithms?["']?\s*:\s*\[?\s*["'`]none["'`]/gi },
      { in: PY, finds: /\balgorithms?\s*=\s*\[?\s*["']none["']/gi },
      { in: GO, finds: /\bjwt\.UnsafeAllowNoneSignatureType\b|\bParseUnverified\(/g },
    ],
  },
  {
    id: 'cookie-in-the-open',
    cwe: 1004,
    severity: 'medium',
    confidence: 'high',
    says: 'The cookie can be read by scripts, or travels in plain text.',
    remedy: 'Set both flags.',
    patterns: [
      { in: JS, finds: /\bhttpOnly(\s*:\s*)false/g, becomes: 'httpOnly$1true' },
      {
        in: PY,
        finds: /\b((?:SESSION|CSRF)_COOKIE_(?:SECURE|HTTPONLY)\s*=\s*)False/g,
        becomes: '$1True',
      },
      { in: PY, finds: /\bhttponly(\s*=\s*)False/g, becomes: 'httponly$1True' },
      { in: GO, finds: /\bHttpOnly(\s*:\s*)false/g, becomes: 'HttpOnly$1true' },
      { in: JAVA, finds: /\bsetHttpOnly\(false\)/g, becomes: 'setHttpOnly(true)' },
      { in: CS, finds: /\bHttpOnly(\s*=\s*)false/g, becomes: 'HttpOnly$1true' },
    ],
  },
  {
    id: 'weak-key',
    cwe: 326,
    severity: 'medium',
    confidence: 'high',
    says: 'The key is so short, or the hash so quick, that it can be found by trying.',
    remedy: 'Use RSA keys of 2048 bits at least, and 10 rounds of bcrypt at least.',
    patterns: [
      {
        in: JS,
        finds: /\bmodulusLength\s*:\s*(?:512|768|1024)\b/g,
        becomes: 'modulusLength: 2048',
      },
      { in: PY, finds: /\bkey_size\s*=\s*(?:512|768|1024)\b/g, becomes: 'key_size=2048' },
      {
        in: GO,
        finds: /\brsa\.GenerateKey\((\s*[\w.]+\s*,\s*)(?:512|768|1024)\b/g,
        becomes: 'rsa.GenerateKey($12048',
      },
      {
        in: JS,
        finds: /\bbcrypt\.(hash|hashSync|genSalt|genSaltSync)\(((?:[^,()\n]+,)?\s*)[1-7]\s*\)/g,
        becomes: 'bcrypt.$1($212)',
      },
    ],
  },
];
