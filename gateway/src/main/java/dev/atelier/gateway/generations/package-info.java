/**
 * Jobs over HTTP: ask for pictures, follow, cancel. {@link dev.atelier.gateway.generations.OrderReader} checks the form
 * of what a client sends, {@link dev.atelier.gateway.generations.Acceptance} its content against the models' catalogue,
 * and makes a job of it. Start at {@link dev.atelier.gateway.generations.GenerationsResource}.
 */
package dev.atelier.gateway.generations;
