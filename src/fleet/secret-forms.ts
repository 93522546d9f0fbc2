/** What a secret looks like: by the name of its key, or by the form of its value. */

const SECRET_KEY =
  /(?:token|secret|password|passwd|passphrase|pass_?code|api_?key|private_?key|secret_?key|access_?key|signing_?key|encryption_?key|auth_?key|credentials?|authorization|mnemonic)$/i;

/** In an environment, names are upper case and shorter. */
const SECRET_VARIABLE = /(?:^|_)(?:PASS|PWD|PAT|KEY|AUTH)$/;

/** Forms of well-known credentials. Source: the providers' documentation of their token formats, November 2026. */
const SECRET_FORMS: readonly RegExp[] = [
  /(?<!\d)\d{6,12}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/, // Telegram
  /(?<![A-Za-z0-9])[sr]k[-_][A-Za-z0-9_-]{20,}/, // OpenAI, Anthropic, Stripe
  /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})/, // GitHub
  /(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20,}/, // GitLab
  /(?<![A-Za-z0-9])(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,}/, // Slack
  /(?<![A-Za-z0-9])(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])/, // AWS
  /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}/, // Google
  /(?<![A-Za-z0-9])(?:hf|npm|gsk)_[A-Za-z0-9]{30,}/, // Hugging Face, npm, Groq
  /(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/, // JSON web token
  /(?<![A-Za-z0-9])[A-Za-z0-9_-]{24,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}(?![A-Za-z0-9_-])/, // Discord
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s:]*:[^/?#@\s]+@/i, // a URL with a password
];

/** Whether a key of this name holds a secret. */
export function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key);
}

/** Whether a list or an object of this name holds secrets: also in the plural, which for a single text says too little (`maxTokens`). */
export function isSecretContainer(key: string): boolean {
  return SECRET_KEY.test(key) || SECRET_KEY.test(key.replace(/s$/i, ''));
}

/** Keys inside such an object that say where or what the secret is, and are not the secret. Source: OpenClaw 2026.9.6, SecretRef. */
const ABOUT_SECRET = /^(?:\$.*|source|provider|id|env|file|path|command|mode|type|kind|name|user|username|url)$/i;

/** Whether a key inside an object of secrets only describes one. */
export function isAboutSecret(key: string): boolean {
  return ABOUT_SECRET.test(key);
}

/** Whether an environment variable of this name holds a secret. */
export function isSecretVariable(name: string): boolean {
  return SECRET_KEY.test(name) || SECRET_VARIABLE.test(name);
}

/** Whether a text contains a well-known credential. */
export function hasSecretForm(text: string): boolean {
  return SECRET_FORMS.some((form) => form.test(text));
}

/** Forms that a text of somebody else may have anywhere in it. In a config, where sentences about such forms stand, only a whole value counts. */
const FORMS_WITHIN: readonly RegExp[] = [
  /:\/\/[^/?#@\s:]*:[^/?#@\s]+@/, // a URL with a password
  /(?<![A-Za-z0-9])bearer\s+\S/i, // Source: RFC 6750, section 2.1
];

/** Whether a text that is shown as somebody else wrote it, such as a line of a unit, may have a credential anywhere in it. */
export function mayHoldSecret(text: string): boolean {
  return hasSecretForm(text) || FORMS_WITHIN.some((form) => form.test(text));
}

/** A text without its `${NAME}` placeholders. */
export function withoutPlaceholders(text: string): string {
  return text.replace(/\$\{[A-Za-z_][A-Za-z0-9_]*\}/g, '');
}
