/**
 * The stage that puts pictures into the store, and the patience with which anything here waits for a store that is away.
 */
package dev.atelier.workers.storing;
