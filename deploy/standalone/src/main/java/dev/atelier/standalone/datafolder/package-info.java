/**
 * What lies under {@code --data} and survives a restart: logs of broker and store, keys, remembered ports, and who uses it
 * now. Start at {@link dev.atelier.standalone.datafolder.DataFolder}.
 */
package dev.atelier.standalone.datafolder;
