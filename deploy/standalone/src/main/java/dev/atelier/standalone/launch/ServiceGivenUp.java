package dev.atelier.standalone.launch;

import dev.atelier.standalone.processes.ChildEvent;

/** The system cannot run because one of its services will not; it has been reported already as a child's event. */
public final class ServiceGivenUp extends RuntimeException {
    ServiceGivenUp(ChildEvent.GivenUp event) {
        super(event.reason());
    }
}
