/**
 * What the tests of all modules share. Start with {@link dev.atelier.contract.testing.EmbeddedServers}, the real broker
 * and store for tests that need them.
 */
package dev.atelier.contract.testing;
