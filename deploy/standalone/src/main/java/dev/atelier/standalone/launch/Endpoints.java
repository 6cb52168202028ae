package dev.atelier.standalone.launch;

import dev.atelier.contract.objects.StoreSettings;

/**
 * Where broker and store are.
 *
 * @param kafka bootstrap servers
 */
record Endpoints(String kafka, StoreSettings store) {}
