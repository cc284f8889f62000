package dev.roundtable.channels;

class NoticeMailOnH2Tests extends NoticeMailTests {

	@Override
	String[] database() {
		return new String[0];
	}

}
