/**
 * Private keys, values assigned to names that speak of secrets, and the shapes of well-known tokens. Whole lines are judged, so that a
 * secret is never cut by a window first; what is invisible in a line does not count.
 */
const SHAPES: readonly RegExp[] = [
  /-----(BEGIN|END) [A-Z ]*PRIVATE KEY/,
  /\b(AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/, // AWS key ids
  /aws.{0,30}["'=:\s][A-Za-z0-9/+]{40}\b/i, // AWS secrets
  /\b(gh[pousr]_\w{20,}|github_pat_\w{20,}|gl(pat|ptt|dt|rt|cbt|ft|soat)-[\w-]{16,})/, // GitHub, GitLab
  /\bxox[abeprs]-[\w-]{10,}|hooks\.slack\.com\/services\/\w+/, // Slack
  /\b[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,}|discord(app)?\.com\/api\/webhooks\/\d+\/[\w-]{60,}/, // Discord
  /\b(sk|pk|rk)-[\w-]{20,}|\b(sk|rk|pk|whsec)_(live|test)?_?\w{16,}/, // OpenAI, Anthropic, Stripe
  /\bAIza[\w-]{30,}|\bya29\.[\w-]{20,}|\bGOCSPX-[\w-]{20,}/, // Google
  /\b(gsk_\w{40,}|xai-\w{40,}|pplx-\w{40,}|r8_\w{30,}|figd_[\w-]{30,}|ntn_\w{40,}|secret_\w{40,})/, // Groq, xAI, Perplexity, Replicate, Figma, Notion
  /\b(npm_\w{30,}|pypi-[\w-]{20,}|hf_\w{20,}|do[opr]_v1_\w{20,}|dckr_pat_[\w-]{20,}|rubygems_[a-f0-9]{40,}|shp(at|ca|pa|ss)_\w{20,}|dapi[a-f0-9]{32}|lin_api_\w{20,}|NRAK-\w{20,})/,
  /\b(hv[sbr]\.[\w-]{20,}|(?<=\w{14})\.atlasv1\.[\w-]{60,}|dp\.(pt|st|ct|sa|scim|audit)\.\w{40,}|HRKU-[\w-]{30,}|AGE-SECRET-KEY-1[A-Z0-9]{40,})/, // Vault, Terraform, Doppler, Heroku, age
  /\b(PMAK-[a-f0-9]{24}-[a-f0-9]{34}|glsa_\w{32}_[a-f0-9]{8}|glc_[\w+/]{32,}|sntry[su]_[\w+/=-]{40,}|ATATT3x[\w=-]{20,}|pat\w{14}\.[a-f0-9]{64})/, // Postman, Grafana, Sentry, Atlassian, Airtable
  /\b(sq0(atp|csp|idp)-[\w-]{20,}|sbp_[a-f0-9]{40}|pscale_(tkn|pw|oauth)_[\w.=-]{30,}|LTAI[A-Za-z0-9]{16,}|(?<=\b[0-9a-f]{32})-us\d{1,2})\b/, // Square, Supabase, PlanetScale, Alibaba, Mailchimp
  /\bSG\.[\w-]{16,}\.[\w-]{16,}|\bSK[0-9a-f]{32}\b|\bkey-[0-9a-f]{32}\b/, // SendGrid, Twilio, Mailgun
  /\b\d{8,10}:[A-Za-z0-9_-]{35}\b/, // Telegram
  /(AccountKey|SharedAccessKey)=[A-Za-z0-9+/=]{40,}|(?<=\b\w{3})8Q~[\w~.-]{34}/, // Azure: storage, queues, sign-in
  /\beyJ[\w-]{16,}\.[\w-]{16,}/, // JWT
  /\bauthorization\W{1,6}basic\s+[A-Za-z0-9+/=]{12,}/i,
  /\bbearer\s+[\w.~+/-]{16,}/i,
  /(pass(word|wd|phrase)?|secret|token|api_?key|access_?key|private_?key|credential|auth)\w*["']?\s*[:=]\s*["'`][^"'`\s]{8,}["'`]/i,
  /^\W*(export\s+)?[A-Z0-9_]*(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIALS?)[A-Z0-9_]*\s*=\s*(?!REDACTED\b)[^\s$"'`(){}<>]{8,}\s*(#.*)?$/m,
  /\/\/[^/\s:@]+:[^/\s:@]{3,}@/, // user:password@ in an address
];

/** Files whose names tend to hold secrets. */
const NAMES =
  /^(\.env(\..*)?|\.npmrc|\.netrc|\.pypirc|\.htpasswd|\.pgpass|\.git-credentials|id_(rsa|dsa|ecdsa|ed25519).*|credentials.*|secrets?\..*|.*\.secrets?(\..*)?|.*\.(pem|key|p12|pfx|jks|keystore|kdbx|asc|gpg|crt|cer|der|tfvars|tfstate))$/i;

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g;
const KEY_BLOCK = /-----BEGIN [A-Z ]*PRIVATE KEY[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** What stands where a secret stood. */
export const REDACTED = 'REDACTED';

/** Where `redacted` hid something, in its text: alone on its line, or after a name. A line of the user's own that reads so is taken for one. */
export const HIDDEN = /(?<=^|[:=] )REDACTED$/gm;

/** Do files of this name (without folders) tend to hold secrets? */
export function isSecretName(name: string): boolean {
  return NAMES.test(name);
}

/** Does the text, a line or many, hold something that looks like a secret? */
export function holdsSecret(text: string): boolean {
  const visible = text.search(INVISIBLE) < 0 ? text : text.replace(INVISIBLE, '');
  return SHAPES.some(shape => shape.test(visible));
}

/** The text without the lines that look like secrets, and without whole private keys: for learning. */
export function withoutSecrets(text: string): string {
  if (!holdsSecret(text)) return text;
  return text
    .replace(KEY_BLOCK, '')
    .split('\n')
    .filter(line => !holdsSecret(line))
    .join('\n');
}

/**
 * The text with its secrets hidden: of a line that holds one, only the name before it stays. The number of lines is the same.
 *
 *     const apiKey = "sk-f00…";   ⇒   const apiKey = REDACTED
 */
export function redacted(text: string): { readonly text: string; readonly count: number } {
  if (!holdsSecret(text)) return { text, count: 0 };
  let count = 0;
  const withoutKeys = text.replace(KEY_BLOCK, block => {
    count++;
    return block.replace(/[^\n]+/g, REDACTED);
  });
  const lines = withoutKeys.split('\n').map(line => {
    if (!holdsSecret(line)) return line;
    count++;
    const name = /^\s*[\w$.[\]"' -]{0,60}?\w["'\]]?\s*[:=](?!=)/.exec(line)?.[0];
    return name === undefined || holdsSecret(name) ? REDACTED : `${name} ${REDACTED}`;
  });
  return { text: lines.join('\n'), count };
}
