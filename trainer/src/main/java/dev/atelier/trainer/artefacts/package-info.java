/** From a trained network to the artefact that workers load. Start reading at {@code GeneratorExport}. */
package dev.atelier.trainer.artefacts;
