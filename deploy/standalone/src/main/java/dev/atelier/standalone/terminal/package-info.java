/** What commands say: lines for people, JSON for programs, errors in a sentence. Start at {@link dev.atelier.standalone.terminal.Terminal}. */
package dev.atelier.standalone.terminal;
