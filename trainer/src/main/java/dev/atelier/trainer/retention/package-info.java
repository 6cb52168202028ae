/**
 * What is removed from the object store, and when: old model versions, and what runs needed only while they ran. Start at {@link
 * dev.atelier.trainer.retention.Retention}.
 */
package dev.atelier.trainer.retention;
