package dev.roundtable.http;

import java.sql.SQLTransientException;

/** There is too little room on the disk of the database for anything to be written. */
public class NoRoom extends SQLTransientException {

	private static final long serialVersionUID = 1L;

	/** With the state that PostgreSQL has for it, too. */
	public NoRoom() {
		super("The disk of the database is nearly full", "53100");
	}

}
