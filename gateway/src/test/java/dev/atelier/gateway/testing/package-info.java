/**
 * What the integration tests share: a broker and a store, the packaged gateway as a process beside them, and the part
 * of the workers, played by writing real events and real pictures. Start at {@link
 * dev.atelier.gateway.testing.Installation}.
 */
package dev.atelier.gateway.testing;
