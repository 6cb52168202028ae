/**
 * How the installation stands, for who runs it: what waits, who works, what is degraded. Start at {@link
 * dev.atelier.gateway.operations.OperationsResource}.
 */
package dev.atelier.gateway.operations;
