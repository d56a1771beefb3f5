package org.groundswell.pledge;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has something happen, once, at the very moment when the store is asked or told
 * something.
 */
final class Interleaved {

    private Interleaved() {
    }

    /**
     * Stored pledges, with something that happens just before a question or a command.
     * @param pledges the pledges
     * @param method its name
     * @param event what happens
     * @return the pledges
     */
    static Pledges before(Pledges pledges, String method, Runnable event) {
        return at(pledges, method, event, () -> {
        });
    }

    /**
     * Stored pledges, with something that happens just after a question or a command.
     * @param pledges the pledges
     * @param method its name
     * @param event what happens
     * @return the pledges
     */
    static Pledges after(Pledges pledges, String method, Runnable event) {
        return at(pledges, method, () -> {
        }, event);
    }

    private static Pledges at(Pledges pledges, String name, Runnable before, Runnable after) {
        var happened = new AtomicBoolean();
        return (Pledges) Proxy.newProxyInstance(Pledges.class.getClassLoader(), new Class<?>[] { Pledges.class },
                (proxy, method, arguments) -> {
                    var now = method.getName().equals(name) && happened.compareAndSet(false, true);
                    try {
                        if (now) {
                            before.run();
                        }
                        var answer = method.invoke(pledges, arguments);
                        if (now) {
                            after.run();
                        }
                        return answer;
                    }
                    catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

}
