/**
 * Child processes: started, their output kept, restarted when they die, stopped in good order. Knows nothing of what the
 * programs are. Start at {@link dev.atelier.standalone.processes.Supervisor}.
 */
package dev.atelier.standalone.processes;
