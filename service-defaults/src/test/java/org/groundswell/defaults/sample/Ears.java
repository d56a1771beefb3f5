package org.groundswell.defaults.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Remembers what was said, in the order in which it was heard; can be deaf for a time.
 */
@Component
class Ears {

    private final List<String> heard = new ArrayList<>();

    private final AtomicInteger deafFor = new AtomicInteger();

    private final AtomicInteger missed = new AtomicInteger();

    synchronized void hear(String words) {
        if (deafFor.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            missed.incrementAndGet();
            throw new IllegalStateException("cannot hear just now");
        }
        heard.add(words);
    }

    synchronized List<String> heard(String about) {
        return heard.stream().filter(words -> words.startsWith(about)).toList();
    }

    void deafFor(int attempts) {
        missed.set(0);
        deafFor.set(attempts);
    }

    int missed() {
        return missed.get();
    }

}
