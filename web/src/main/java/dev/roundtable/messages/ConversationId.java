package dev.roundtable.messages;

record ConversationId(long value) {

	static ConversationId of(long value) {
		return new ConversationId(value);
	}

	String url() {
		return "/messages/" + this.value;
	}

}
