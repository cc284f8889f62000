package dev.roundtable.tracker;

/**
 * An issue to be made.
 *
 * @param values in the tracker's words, only fields that it can write; a title is among
 * them
 */
public record NewIssue(String project, ExternalId externalId, Values values) {

	public NewIssue {
		if (values.get(Field.TITLE) == null) {
			throw new IllegalArgumentException("an issue without a title");
		}
	}

}
