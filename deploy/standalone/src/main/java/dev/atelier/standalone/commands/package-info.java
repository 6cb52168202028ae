/** What a person types, one class a command: options in, lines or JSON out, an exit code. The work is done elsewhere. */
package dev.atelier.standalone.commands;
