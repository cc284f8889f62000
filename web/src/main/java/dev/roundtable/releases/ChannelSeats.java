package dev.roundtable.releases;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;

/**
 * The seats of a channel, for rooms beside this one. Implemented by the room of seats.
 */
public interface ChannelSeats {

	/** So many seats, which the team gives, and for which one may ask. */
	void open(Viewer by, OnceKey key, Channel channel, int seats);

	/** Asks for a seat, or takes the one that is offered. */
	void ask(Viewer viewer, OnceKey key, Channel channel);

	/** Gives a seat to somebody, who is asked first unless she has asked herself. */
	void give(Viewer by, OnceKey key, Channel channel, String name);

}
