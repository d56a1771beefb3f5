package org.groundswell.defaults.testing.access;

import java.util.EnumMap;
import java.util.Map;

/** Which caller gets which answer. */
public final class Rights {

    /** What they ask for is done: any status below 400. */
    public static final int ALLOWED = 0;

    private final Map<Asker, Integer> answers;

    private Rights(Map<Asker, Integer> answers) {
        this.answers = answers;
    }

    /**
     * Everybody may; a bad token is refused all the same.
     * @return such rights
     */
    public static Rights everybody() {
        var answers = new EnumMap<Asker, Integer>(Asker.class);
        for (var caller : Asker.values()) {
            answers.put(caller, caller.hasBadToken() ? 401 : ALLOWED);
        }
        return new Rights(answers);
    }

    /**
     * Everybody may, whatever they show: it is not looked at.
     * @return such rights
     */
    public static Rights whoever() {
        var answers = new EnumMap<Asker, Integer>(Asker.class);
        for (var caller : Asker.values()) {
            answers.put(caller, ALLOWED);
        }
        return new Rights(answers);
    }

    /**
     * None of these may: it takes something else than being somebody.
     * @return such rights
     */
    public static Rights nobody() {
        return services().but(Asker.SERVICE, 401);
    }

    /**
     * Whoever is signed in may.
     * @return such rights
     */
    public static Rights signedIn() {
        var answers = new EnumMap<Asker, Integer>(Asker.class);
        for (var caller : Asker.values()) {
            answers.put(caller, caller.isSignedIn() ? ALLOWED : 401);
        }
        return new Rights(answers);
    }

    /**
     * Leads of the whole campaign may.
     * @return such rights
     */
    public static Rights leads() {
        var rights = signedIn();
        for (var caller : Asker.values()) {
            if (caller.isSignedIn() && caller != Asker.LEAD) {
                rights = rights.but(caller, 403);
            }
        }
        return rights;
    }

    /**
     * Leads of the campaign may, and those of the hub of the place that it is about.
     * @param elsewhere what a lead of another hub is answered, where that is no success
     * @return such rights
     */
    public static Rights leadsAndHub(int elsewhere) {
        return leads().but(Asker.HUB_LEAD, ALLOWED).but(Asker.HUB_LEAD_ELSEWHERE, elsewhere);
    }

    /**
     * Leads of the campaign and of all its hubs may: each sees their part.
     * @return such rights
     */
    public static Rights leadsAndHubs() {
        return leadsAndHub(ALLOWED);
    }

    /**
     * Other services may.
     * @return such rights
     */
    public static Rights services() {
        var answers = new EnumMap<Asker, Integer>(Asker.class);
        for (var caller : Asker.values()) {
            answers.put(caller, caller == Asker.SERVICE ? ALLOWED : 401);
        }
        return new Rights(answers);
    }

    /**
     * The same, with another answer for one caller.
     * @param caller who
     * @param status which status
     * @return such rights
     */
    public Rights but(Asker caller, int status) {
        var changed = new EnumMap<>(answers);
        changed.put(caller, status);
        return new Rights(changed);
    }

    /**
     * The same, where what is asked for is not there or cannot be done.
     * @param status what everybody who may is answered
     * @return such rights
     */
    public Rights answered(int status) {
        var changed = new EnumMap<>(answers);
        changed.replaceAll((caller, answer) -> answer == ALLOWED ? status : answer);
        return new Rights(changed);
    }

    int of(Asker caller) {
        return answers.getOrDefault(caller, 401);
    }

}
