/** The HTTP interface of pledges. */
@NullMarked
package org.groundswell.pledge.web;

import org.jspecify.annotations.NullMarked;
