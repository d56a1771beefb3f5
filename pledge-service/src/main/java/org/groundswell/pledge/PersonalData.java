package org.groundswell.pledge;

import org.jspecify.annotations.Nullable;

/**
 * All of a pledge that tells of a person, in one place, so that erasing it is one delete.
 *
 * @param text the promise
 * @param displayName the name to show; null: none was given
 * @param anonymous whether the name is not shown
 * @param email the pledger's address, encrypted; null: not given, or not needed any more
 * @param addressDigest keyed digest of the address in its canonical form, by which
 * pledges of one address are found; null: none was given, or erased
 * @param updates whether the pledger wants to hear how the campaign goes on
 * @param invitedBy the id of the pledge that led here; null: none
 * @param fingerprint keyed digest of what was sent, by which a repeated request is known
 */
public record PersonalData(String text, @Nullable String displayName, boolean anonymous, byte @Nullable [] email,
        byte @Nullable [] addressDigest, boolean updates, @Nullable String invitedBy, byte[] fingerprint) {
}
