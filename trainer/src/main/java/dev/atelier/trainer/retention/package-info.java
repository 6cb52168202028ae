/**
 * What is removed from the object store, and when: {@link dev.atelier.trainer.retention.VersionRetention} old model versions,
 * {@link dev.atelier.trainer.retention.CheckpointRetention} what runs needed only while they ran.
 */
package dev.atelier.trainer.retention;
