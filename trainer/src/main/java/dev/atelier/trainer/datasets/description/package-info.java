/** What is in a data set, counted and drawn. Start reading at {@link dev.atelier.trainer.datasets.description.Census}. */
package dev.atelier.trainer.datasets.description;
