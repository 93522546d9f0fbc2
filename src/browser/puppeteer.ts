/** The one place that names the control library: types for everybody, code only when a browser is wanted. */
export type * from 'puppeteer-core/internal/puppeteer-core-browser.js';

/** The part of the library that drives a browser; what would download or start one is left out. */
export async function loadPuppeteer() {
  return import('puppeteer-core/internal/puppeteer-core-browser.js');
}

/** Every key that the library can press. */
export async function loadKeyNames() {
  const { _keyDefinitions } = await import('puppeteer-core/internal/common/USKeyboardLayout.js');
  return _keyDefinitions;
}
