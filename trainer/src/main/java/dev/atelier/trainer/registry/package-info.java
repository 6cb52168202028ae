/**
 * Publishes model versions and moves aliases: bytes to the object store, decisions to {@code model.changes}, whose order
 * settles who wins. Start at {@link dev.atelier.trainer.registry.Registry}.
 */
package dev.atelier.trainer.registry;
