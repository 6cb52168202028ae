/** How the processes of one installation hang together. Start at {@link dev.atelier.contract.processes.ParentWatch}. */
package dev.atelier.contract.processes;
