/**
 * The trainer: reads data sets, trains generators, measures them and publishes versions. The numerics ({@code networks},
 * {@code losses}, {@code optimisation}, {@code training}, {@code evaluation}) know nothing of Quarkus, Kafka or HTTP;
 * {@code registry} speaks to log and store, {@code service} to Quarkus, {@code cli} to people. Start at {@link
 * dev.atelier.trainer.TrainerMain}.
 */
package dev.atelier.trainer;
