/**
 * Training runs as the log tells of them: announced by an update of a data set, taken up and carried out by trainers. Start
 * at {@link dev.atelier.gateway.runs.RunView}.
 */
package dev.atelier.gateway.runs;
