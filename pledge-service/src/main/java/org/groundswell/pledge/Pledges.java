package org.groundswell.pledge;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.groundswell.defaults.security.LedPart;
import org.jspecify.annotations.Nullable;

/**
 * All pledges that are stored. New ones are {@link PledgeWriter}'s. Every change is one
 * command that does no more when it is repeated, or when two meet in either order. It
 * names the pledge by id alone, but for what organisers do, which has conditions.
 */
public interface Pledges {

    /**
     * Finds a pledge.
     * @param id its id
     * @return the pledge, if there is one, in whatever state
     */
    Optional<Pledge> findById(String id);

    /**
     * Makes a pledge of an unconfirmed one, to be published and thanked for.
     * @param id its id
     * @param at when it was confirmed; the same whenever this is repeated
     * @return the pledge as it is now, if it was still there
     */
    Optional<Pledge> confirm(String id, Instant at);

    /**
     * Takes a pledge back for its pledger: erases what is personal, and notes that this
     * is to be published.
     * @param id its id
     * @param at when; the first time stands
     * @return the pledge as it was before, perhaps taken back already
     */
    Optional<Pledge> withdraw(String id, Instant at);

    /**
     * Shows a pledge that was held back, and notes who does that.
     * @param found the pledge as it was found, held
     * @param note what is noted
     * @param led in which places only
     * @return the pledge as it is now; nothing: it was not as it was found any more, or
     * is of another place, and nothing was changed
     */
    Optional<Pledge> release(Pledge found, Moderation note, LedPart led);

    /**
     * Takes a pledge away for organisers, as {@link #withdraw} does, and notes who does
     * that.
     * @param found the pledge as it was found, not taken back
     * @param note what is noted
     * @param led in which places only
     * @return the pledge as it is now; nothing: it was not as it was found any more, or
     * is of another place, and nothing was changed
     */
    Optional<Pledge> remove(Pledge found, Moderation note, LedPart led);

    /**
     * What organisers did about pledges.
     * @param campaign the campaign's slug
     * @param led of which places only
     * @param before where to go on, by an entry's time and key; null: with the newest
     * @param limit how many at most
     * @return newest first
     */
    List<Audit.Entry> moderated(String campaign, LedPart led, Wall.@Nullable Cursor before, int limit);

    /**
     * Erases words, name and address of a pledge that was not made, since its address has
     * another. That its key was used is remembered as long as of every other unconfirmed
     * pledge: whoever sent it cannot find out that it was not kept.
     * @param id its id
     */
    void forgetUnconfirmed(String id);

    /**
     * Takes a pledge away that was never made.
     * @param id its id
     * @return whether it was there and not made
     */
    boolean deleteUnconfirmed(String id);

    /**
     * Pledges that are held back.
     * @param campaign the campaign's slug
     * @param led of which places only
     * @param before where to go on; null: with the newest
     * @param limit how many at most
     * @return newest first
     */
    List<Pledge> held(String campaign, LedPart led, Wall.@Nullable Cursor before, int limit);

    /**
     * Pledges on the wall.
     * @param campaign the campaign's slug
     * @param before where to go on; null: with the newest
     * @param limit how many at most
     * @return newest first
     */
    List<Pledge> onWall(String campaign, Wall.@Nullable Cursor before, int limit);

    /**
     * Counts a campaign's pledges anew.
     * @param campaignId the campaign's identity in events
     * @param campaign its slug, which the store's index begins with; null: not known
     * @param since from when on what was withdrawn is counted apart; null: it is not
     * @return what is stored of it; nothing but zeros when there is no such campaign
     */
    Recount recount(String campaignId, @Nullable String campaign, @Nullable Instant since);

    /**
     * All pledges of an address, in all campaigns.
     * @param digests the address's digests under every key in use
     * @return in no order
     */
    List<Pledge> ofAddress(Collection<byte[]> digests);

    /**
     * Erases everything personal of pledges, which go on counting.
     * @param ids the pledges
     */
    void erasePersonalData(Collection<String> ids);

    /**
     * Erases the addresses of a campaign's pledges.
     * @param campaign the campaign's slug
     * @return how many had one
     */
    long eraseAddresses(String campaign);

    /**
     * Erases unconfirmed pledges.
     * @param before those that were sent before
     * @return how many there were
     */
    long deleteUnconfirmed(Instant before);

    /**
     * Pledges with addresses that are encrypted with another key than the current one.
     * @param currentKey its id
     * @param limit how many at most
     * @return in no order
     */
    List<Pledge> encryptedOtherwise(byte[] currentKey, int limit);

    /**
     * Replaces an encrypted address.
     * @param id the pledge
     * @param former what is replaced; when it is not there any more, nothing is
     * @param email the address, encrypted anew
     */
    void replaceAddress(String id, byte[] former, byte[] email);

}
