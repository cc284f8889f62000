package dev.roundtable.forum;

import dev.roundtable.http.BadInput;
import dev.roundtable.people.AccountId;

/**
 * What a vote for a topic costs whoever gives it. Implemented by the room that knows what
 * the topic stands for.
 */
public interface VotePower {

	/**
	 * Asked in the transaction of the vote, before it is written.
	 * @throws BadInput when she has no vote left for it
	 */
	void spend(AccountId voter, TopicId topic);

}
