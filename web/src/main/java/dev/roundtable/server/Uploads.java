package dev.roundtable.server;

/** A room's word on where people send it files: there a body may be larger. */
@FunctionalInterface
public interface Uploads {

	/** Asked before anything of a body is read, so the answer must be cheap. */
	boolean takesFilesAt(String path);

}
