/** What comes round by the clock: {@link dev.atelier.gateway.timers.Timers}. */
package dev.atelier.gateway.timers;
