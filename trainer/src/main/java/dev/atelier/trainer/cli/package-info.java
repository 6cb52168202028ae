/** The trainer's commands, one class each; {@link dev.atelier.trainer.cli.TrainerCli} lists them. */
package dev.atelier.trainer.cli;
