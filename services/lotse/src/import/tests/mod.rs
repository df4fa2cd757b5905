mod demo;
mod posting;
mod reading;
