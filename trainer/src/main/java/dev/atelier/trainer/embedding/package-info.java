/**
 * Training of what tells how alike two products look: a network whose vectors are close where pictures share type and
 * colour. Start reading at {@link dev.atelier.trainer.embedding.EmbedderTraining}.
 */
package dev.atelier.trainer.embedding;
