/**
 * A whole Atelier on this machine: broker and store in this process or elsewhere, gateway, workers and trainer as
 * children. Start at {@link dev.atelier.standalone.launch.AtelierSystem}.
 */
package dev.atelier.standalone.launch;
