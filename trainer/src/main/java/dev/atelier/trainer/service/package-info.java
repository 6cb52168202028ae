/** The trainer as a service: what it does at its start, its health. Start at {@link dev.atelier.trainer.service.Publication}. */
package dev.atelier.trainer.service;
