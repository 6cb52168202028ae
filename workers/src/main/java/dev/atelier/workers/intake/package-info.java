/**
 * From the broker's record to a job that waits for its batch: back-pressure, reading, the model, the attributes. Start
 * at {@link dev.atelier.workers.intake.RequestIntake}.
 */
package dev.atelier.workers.intake;
