/**
 * The words everyone uses. Every other module may depend on this one; it depends on none. {@code attributes} is what a
 * person asks for, {@code messages} what travels over Kafka, {@code objects} the store, {@code artefact} and {@code
 * models} what a trained generator is and where it lies, {@code images} what comes out.
 */
package dev.atelier.contract;
