/**
 * The one command: starts a whole Atelier on this machine, and talks to one that runs. It knows every other module, the
 * services only by their packaged jars, which it starts as processes. {@code commands} is what a person types, {@code
 * launch} puts the system together, {@code processes} keeps the children alive, {@code datafolder} is what survives a
 * restart, {@code client} speaks HTTP with a gateway, {@code bench} measures. Start at {@link
 * dev.atelier.standalone.Atelier}.
 */
package dev.atelier.standalone;
