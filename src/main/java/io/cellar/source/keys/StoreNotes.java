package io.cellar.source.keys;

import java.util.ArrayList;
import java.util.List;

/**
 * What a user should be told of a store, from its answers so far.
 *
 * @param forbiddenAsMissing how many answers of 403 were taken for "there is no such object"
 * @param perhapsForbidden true when below some key all objects asked for so far, eight or more,
 *     were answered so: it may be the permission that is missing
 * @param withoutRanges true when whole objects came where parts were asked for, which is slow
 */
public record StoreNotes(long forbiddenAsMissing, boolean perhapsForbidden, boolean withoutRanges) {

  /** Nothing to tell. */
  public static final StoreNotes NONE = new StoreNotes(0, false, false);

  /** One sentence for each thing to tell. */
  public List<String> sentences() {
    List<String> all = new ArrayList<>();
    if (perhapsForbidden) {
      all.add(
          "everything asked for so far was answered 403: this may be a lack of permission, not"
              + " emptiness");
    } else if (forbiddenAsMissing > 0) {
      all.add("this store answers 403 for what does not exist");
    }
    if (withoutRanges) {
      all.add("this server sends whole objects where parts of them are asked for, which is slow");
    }
    return all;
  }
}
