/**
 * A real browser for the tests of the web pages. Start with {@link dev.atelier.contract.testing.browser.StudioPage}, which
 * does what people do there. The module that uses it brings Awaitility, and axe-core where it audits.
 */
package dev.atelier.contract.testing.browser;
