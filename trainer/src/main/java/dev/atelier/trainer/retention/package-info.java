/**
 * What is removed from the object store, and when: old model versions, what runs needed only while they ran, and pictures that
 * no product refers to any more or that somebody searched with. Start at {@link dev.atelier.trainer.retention.Retention}.
 */
package dev.atelier.trainer.retention;
