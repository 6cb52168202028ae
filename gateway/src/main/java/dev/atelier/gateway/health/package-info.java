/** Whether this gateway can do its work, and what is degraded around it; the gauges. */
package dev.atelier.gateway.health;
