/**
 * The local mailbox: takes every mail, keeps it in a folder, and shows it on a page and
 * as JSON.
 */
@NullMarked
package org.groundswell.local.mailbox;

import org.jspecify.annotations.NullMarked;
