/**
 * Scores as people and programs read them: a table, JSON, and an HTML page with pictures. Start reading at {@link
 * dev.atelier.trainer.evaluation.report.ScoreSheet}.
 */
package dev.atelier.trainer.evaluation.report;
